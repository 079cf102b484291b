using System.Text.RegularExpressions;

namespace GatewayKit.EndToEnd.Support;

/// <summary>A server that was started by a command, on a port that it has chosen.</summary>
internal sealed partial class Server : IAsyncDisposable
{
    private readonly HttpClient _client;

    private Server(ShellProcess process, Uri address)
    {
        Process = process;
        _client = new HttpClient { BaseAddress = address, Timeout = Patience.OfServer };
    }

    public ShellProcess Process { get; }

    /// <summary>Waits until a server says where it listens: an app of ASP.NET Core, or the stock gateway.</summary>
    public static async Task<Server> ListeningAsync(ShellProcess process)
        => new(process, new Uri(Address().Match(await process.SaysAsync("listening on")).Value));

    /// <summary>Sends a GET.</summary>
    /// <param name="path">A path, or a whole URL.</param>
    /// <param name="headers">The headers of the request.</param>
    public async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.RelativeOrAbsolute));
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await _client.SendAsync(request);
    }

    /// <summary>Sends a GET, and returns the status of the response.</summary>
    public async Task<int> StatusAsync(string path, params (string Name, string Value)[] headers)
    {
        using var response = await GetAsync(path, headers);
        return (int)response.StatusCode;
    }

    /// <summary>Waits until a GET is answered with a status.</summary>
    public Task AnswersAsync(string path, int status)
        => Poll.UntilAsync(async () => await StatusAsync(path) == status, () => Process.Report($"doesn't answer {path} with {status}"));

    /// <summary>The first address in a line.</summary>
    public static string AddressIn(string line) => Address().Match(line).Value;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Process.DisposeAsync();
    }

    [GeneratedRegex(@"http://[\w.]+:\d+")]
    private static partial Regex Address();
}
