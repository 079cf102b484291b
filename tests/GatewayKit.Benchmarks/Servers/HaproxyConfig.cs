namespace GatewayKit.Benchmarks.Servers;

/// <summary>The configuration of HAProxy as a plain proxy: one rule, kept connections, no logs.</summary>
internal static class HaproxyConfig
{
    /// <summary>Writes the configuration, and returns the arguments of the program.</summary>
    public static string[] Write(ProxySpec spec, ServerPorts ports)
    {
        var file = Path.Combine(spec.Folder, "haproxy.cfg");
        File.WriteAllText(file, $"""
            global
              maxconn 8000
              nbthread {spec.Cores}
            defaults
              mode http
              timeout connect 5s
              timeout client 60s
              timeout server 60s
              http-reuse always
            frontend gateway
              bind 127.0.0.1:{ports.Http1} backlog 4096
              bind 127.0.0.1:{ports.Http2} proto h2 backlog 4096
              bind 127.0.0.1:{ports.Tls} ssl crt {spec.Certificate} alpn h2,http/1.1 backlog 4096
              use_backend orders if {"{"} path_beg /orders/ {"}"}
            backend orders
              option forwardfor
              http-request set-header X-Forwarded-Host %[req.hdr(host)]
              http-request set-header X-Forwarded-Proto http
              server one 127.0.0.1:{spec.Upstream} pool-max-conn 4096

            """);
        return ["-db", "-q", "-f", file];
    }
}
