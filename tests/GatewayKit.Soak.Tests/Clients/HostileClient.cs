using System.Globalization;
using System.Net.Sockets;
using System.Text;
using GatewayKit.Soak.Upstreams;

namespace GatewayKit.Soak.Clients;

/// <summary>Sends what no honest client sends: it must be refused or cut, never served and never a 500.</summary>
internal sealed class HostileClient(Uri gateway, Tally tally, Random random)
{
    private static readonly string s_hidden = $"GET /a/admin/1 HTTP/1.1\r\nHost: gateway\r\n{HealthyUpstream.Smuggled}: 1\r\n\r\n";

    private static readonly string[] s_requests =
    [
        "GET /a/1 HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /a/1 HTTP/1.1\r\n\r\n",
        "GET  /a/1 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /a/%2e%2e/a/admin/1 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /a//admin/1 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /a/%2fadmin/1 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /a/admin;x=1/1 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /a/%00 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /a/1 HTTP/1.1\r\nHost: a\r\nX-No-Colon\r\n\r\n",
        "TRACE /a/1 HTTP/1.1\r\nHost: a\r\n\r\n",
        "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /a/1 HTTP/1.1\r\nHost: a\r\nX-Long: " + new string('x', 40_000) + "\r\n\r\n",
        "POST /a/1 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        "POST /a/1 HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nhello",
        "POST /a/1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + s_hidden,
        "POST /a/1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n" + s_hidden,
        "POST /a/1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + s_hidden,
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 not TLS here\r\n\r\n",
    ];

    public async Task RunAsync(CancellationToken end)
    {
        while (await Pace.WaitAsync(TimeSpan.FromMilliseconds(random.Next(20)), end))
        {
            var request = s_requests[random.Next(s_requests.Length)];
            var answer = await SendAsync(request);
            tally.Count($"hostile requests answered with {(answer.Length == 0 ? "a closed connection" : answer)}");
            if (answer.Length > 0 && (answer[0] is '2' or '3' || answer == "500"))
                tally.Fault("SERVED", $"{answer} for '{request[..Math.Min(request.Length, 100)]}'");
        }
    }

    private async Task<string> SendAsync(string request)
    {
        try
        {
            using var client = new TcpClient();
            using var patience = new CancellationTokenSource(SoakSettings.Patience);
            await client.ConnectAsync(gateway.Host, gateway.Port, patience.Token);
            await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request), patience.Token);
            using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
            var line = await reader.ReadLineAsync(patience.Token);
            return line?.Split(' ').ElementAtOrDefault(1) is { Length: 3 } status
                && int.TryParse(status, CultureInfo.InvariantCulture, out _) ? status : "";
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            return "";
        }
    }
}
