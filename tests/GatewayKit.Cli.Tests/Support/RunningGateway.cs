namespace GatewayKit.Cli.Tests.Support;

/// <summary>A <c>gatewaykit run</c> or <c>mock</c> that listens on a free port.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    private RunningGateway(ToolProcess tool, Uri address)
    {
        Tool = tool;
        Client = new HttpClient { BaseAddress = address, Timeout = Bound.Time };
    }

    public ToolProcess Tool { get; }

    public HttpClient Client { get; }

    public static Task<RunningGateway> StartAsync(string directory, params string[] arguments) => StartAsync(directory, [], arguments);

    public static Task<RunningGateway> StartAsync(
        string directory, IEnumerable<(string Name, string Value)> environment, params string[] arguments)
        => StartAsync("run", directory, environment, arguments);

    /// <summary>A <c>gatewaykit mock</c>.</summary>
    public static Task<RunningGateway> MockAsync(string directory, params string[] arguments) => MockAsync(directory, [], arguments);

    public static Task<RunningGateway> MockAsync(
        string directory, IEnumerable<(string Name, string Value)> environment, params string[] arguments)
        => StartAsync("mock", directory, environment, arguments);

    private static async Task<RunningGateway> StartAsync(
        string command, string directory, IEnumerable<(string Name, string Value)> environment, string[] arguments)
    {
        var tool = ToolProcess.Start(directory, environment, [command, "--urls", "http://127.0.0.1:0", .. arguments]);
        try
        {
            return new RunningGateway(tool, await tool.ListeningAsync());
        }
        catch (InvalidOperationException)
        {
            throw new InvalidOperationException(string.Join('\n', (await tool.EndAsync()).Errors));
        }
    }

    public Task<string> GetAsync(string path) => Client.GetStringAsync(new Uri(path, UriKind.Relative));

    /// <summary>Waits until an answer has a text in it.</summary>
    public async Task AnswersAsync(string path, string text)
    {
        using var patience = new CancellationTokenSource(Bound.Time);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!(await GetAsync(path)).Contains(text, StringComparison.Ordinal))
            await ticks.WaitForNextTickAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Tool.DisposeAsync();
    }
}
