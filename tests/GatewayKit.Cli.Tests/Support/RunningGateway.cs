namespace GatewayKit.Cli.Tests.Support;

/// <summary>A <c>gatewaykit run</c> or <c>mock</c> that listens on a free port, in a <see cref="ResidentTool"/> unless a test is about
/// the process.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    private RunningGateway(IRunningTool tool, Uri address)
    {
        Tool = tool;
        Client = new HttpClient { BaseAddress = address, Timeout = Bound.Time };
    }

    public IRunningTool Tool { get; }

    public HttpClient Client { get; }

    public static Task<RunningGateway> StartAsync(string directory, params string[] arguments) => StartAsync(directory, [], arguments);

    public static Task<RunningGateway> StartAsync(
        string directory, IEnumerable<(string Name, string Value)> environment, params string[] arguments)
        => StartAsync(ResidentTool.Start, "run", directory, environment, arguments);

    /// <summary>A <c>gatewaykit run</c> with a process of its own.</summary>
    public static Task<RunningGateway> StartProcessAsync(string directory, params string[] arguments)
        => StartProcessAsync(directory, [], arguments);

    public static Task<RunningGateway> StartProcessAsync(
        string directory, IEnumerable<(string Name, string Value)> environment, params string[] arguments)
        => StartAsync(ToolProcess.Start, "run", directory, environment, arguments);

    /// <summary>A <c>gatewaykit mock</c>.</summary>
    public static Task<RunningGateway> MockAsync(string directory, params string[] arguments) => MockAsync(directory, [], arguments);

    public static Task<RunningGateway> MockAsync(
        string directory, IEnumerable<(string Name, string Value)> environment, params string[] arguments)
        => StartAsync(ResidentTool.Start, "mock", directory, environment, arguments);

    /// <summary>A <c>gatewaykit mock</c> with a process of its own.</summary>
    public static Task<RunningGateway> MockProcessAsync(
        string directory, IEnumerable<(string Name, string Value)> environment, params string[] arguments)
        => StartAsync(ToolProcess.Start, "mock", directory, environment, arguments);

    private static async Task<RunningGateway> StartAsync(
        Func<string, IEnumerable<(string Name, string Value)>, string[], IRunningTool> start,
        string command, string directory, IEnumerable<(string Name, string Value)> environment, string[] arguments)
    {
        var tool = start(directory, environment, [command, "--urls", "http://127.0.0.1:0", .. arguments]);
        try
        {
            return new RunningGateway(tool, await tool.ListeningAsync());
        }
        catch (InvalidOperationException)
        {
            await using (tool)
                throw new InvalidOperationException(string.Join('\n', (await tool.EndAsync()).Errors));
        }
    }

    /// <summary>Returns the admin address of a gateway that has one, once.</summary>
    public async Task<string> AdminAsync()
        => (await Tool.Errors.NextAsync("Health checks are answered on ")).Split(" on ")[^1].TrimEnd('.');

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
