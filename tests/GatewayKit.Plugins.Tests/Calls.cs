using System.Net.Sockets;
using System.Text;
using GatewayKit.Testing;

namespace GatewayKit.Plugins.Tests;

/// <summary>Requests whose end a test waits for no longer than a minute.</summary>
internal static class Calls
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public static Task<Answer> GetAsync(this GatewayTestHost host, string target, params (string Name, string Value)[] headers)
        => host.SendAsync(HttpMethod.Get, target, headers);

    public static async Task<Answer> SendAsync(
        this GatewayTestHost host, HttpMethod method, string target, params (string Name, string Value)[] headers)
    {
        var uri = new Uri(host.Address.ToString().TrimEnd('/') + target,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(method, uri);
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));

        using var response = await host.Client.SendAsync(request).WaitAsync(s_patience);
        return new Answer((int)response.StatusCode,
            await response.Content.ReadAsStringAsync().WaitAsync(s_patience), response.Headers, response.Content.Headers);
    }

    /// <summary>Sends bytes as they are, and reads until the gateway closes.</summary>
    public static async Task<string> SendRawAsync(this GatewayTestHost host, params string[] lines)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Address.Host, host.Address.Port).WaitAsync(s_patience);
        var stream = client.GetStream();
        var request = string.Join("\r\n", [.. lines, "Host: gateway", "Connection: close", "", ""]);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request)).AsTask().WaitAsync(s_patience);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync().WaitAsync(s_patience);
    }
}
