namespace GatewayKit.Cli.Tests.Support;

/// <summary>A command of the tool that runs.</summary>
internal interface IRunningTool : IAsyncDisposable
{
    OutputLines Output { get; }

    OutputLines Errors { get; }

    /// <summary>Waits until it listens.</summary>
    Task<Uri> ListeningAsync();

    /// <summary>Sends a signal.</summary>
    /// <param name="signal">Such as <c>TERM</c>.</param>
    Task SignalAsync(string signal);

    /// <summary>Waits for its end.</summary>
    Task<ToolResult> EndAsync();
}
