namespace GatewayKit.Benchmarks.Servers;

/// <summary>The configuration of nginx as a plain proxy, or with a cache: one location, kept connections, no logs.</summary>
internal static class NginxConfig
{
    /// <summary>Writes the configuration, and returns the arguments of the program.</summary>
    public static string[] Write(ProxySpec spec, ServerPorts ports)
    {
        var file = Path.Combine(spec.Folder, "nginx.conf");
        File.WriteAllText(file, $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            daemon off;
            worker_processes {{spec.Cores}};
            pid {{spec.Folder}}/nginx.pid;
            error_log stderr crit;
            events { worker_connections 16384; }
            http {
              access_log off;
              keepalive_requests 1000000000;
              client_max_body_size 0;
              client_body_buffer_size 1m;
              client_body_temp_path {{spec.Folder}}/body;
              proxy_temp_path {{spec.Folder}}/proxy;
              fastcgi_temp_path {{spec.Folder}}/fastcgi;
              uwsgi_temp_path {{spec.Folder}}/uwsgi;
              scgi_temp_path {{spec.Folder}}/scgi;
              proxy_max_temp_file_size 0;
              {{(spec.Variant.Caches ? $"proxy_cache_path {spec.Folder}/cache keys_zone=orders:10m;" : "")}}
              upstream orders {
                server 127.0.0.1:{{spec.Upstream}};
                keepalive 2048;
                keepalive_requests 1000000000;
              }
              server {
                listen 127.0.0.1:{{ports.Http1}} backlog=4096;
                listen 127.0.0.1:{{ports.Http2}} http2 backlog=4096;
                listen 127.0.0.1:{{ports.Tls}} ssl http2 backlog=4096;
                ssl_certificate {{spec.Certificate}};
                ssl_certificate_key {{spec.Certificate}};
                location /orders/ {
                  {{(spec.Variant.Caches ? "proxy_cache orders; proxy_cache_valid 200 1h;" : "")}}
                  proxy_pass http://orders;
                  proxy_http_version 1.1;
                  proxy_request_buffering off;
                  proxy_set_header Connection "";
                  proxy_set_header Host $host;
                  proxy_set_header X-Forwarded-For $remote_addr;
                  proxy_set_header X-Forwarded-Host $host;
                  proxy_set_header X-Forwarded-Proto $scheme;
                }
              }
            }
            """);
        return ["-p", spec.Folder, "-c", file, "-e", "stderr"];
    }
}
