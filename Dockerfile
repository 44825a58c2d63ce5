# Two stages: the first builds the wheels, the second holds nothing but Python and the service.
FROM python:3.12-slim AS build
WORKDIR /src
RUN python -m venv /opt/welfare-telescope
COPY constraints.txt pyproject.toml README.md LICENSE ./
COPY bot bot
COPY faq_data faq_data
COPY handlers handlers
COPY intents intents
COPY storage storage
RUN /opt/welfare-telescope/bin/pip install --no-cache-dir --no-input -c constraints.txt .

FROM python:3.12-slim
# The service writes to /data only: the rest of the file system may be read-only.
RUN useradd --system --uid 10001 --user-group --home-dir /data --no-create-home telescope \
 && install -d -o telescope -g telescope -m 0700 /data
COPY --from=build /opt/welfare-telescope /opt/welfare-telescope
ENV PATH=/opt/welfare-telescope/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DATA_DIR=/data \
    HOST=0.0.0.0 \
    PORT=8080 \
    PUBLIC_URL=http://127.0.0.1:8080
USER telescope
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/healthz\", timeout=4)"]
CMD ["python", "-m", "bot", "serve"]
