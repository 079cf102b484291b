namespace GatewayKit.Cli.Tests.Support;

/// <summary>A <c>gatewaykit run</c> that listens on a free port.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    private const string Listening = "GatewayKit is listening on ";

    private RunningGateway(ToolProcess tool, Uri address)
    {
        Tool = tool;
        Client = new HttpClient { BaseAddress = address, Timeout = Bound.Time };
    }

    public ToolProcess Tool { get; }

    public HttpClient Client { get; }

    public static Task<RunningGateway> StartAsync(string directory, params string[] arguments) => StartAsync(directory, [], arguments);

    public static async Task<RunningGateway> StartAsync(string directory, IEnumerable<(string Name, string Value)> environment, params string[] arguments)
    {
        var tool = ToolProcess.Start(directory, environment, ["run", "--urls", "http://127.0.0.1:0", .. arguments]);
        try
        {
            var line = await tool.Output.NextAsync(Listening);
            return new RunningGateway(tool, new Uri(line[Listening.Length..]));
        }
        catch (InvalidOperationException)
        {
            throw new InvalidOperationException(string.Join('\n', (await tool.EndAsync()).Errors));
        }
    }

    public Task<string> GetAsync(string path) => Client.GetStringAsync(new Uri(path, UriKind.Relative));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Tool.DisposeAsync();
    }
}
