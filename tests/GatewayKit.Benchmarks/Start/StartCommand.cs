namespace GatewayKit.Benchmarks.Start;

/// <summary>A command of the tool whose start is measured.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">Its arguments, without the address.</param>
/// <param name="Path">The path that is asked until it answers with 200.</param>
internal sealed record StartCommand(string Name, string[] Arguments, string Path)
{
    public static IReadOnlyList<StartCommand> All(StartFiles files) =>
    [
        new("run", ["run", "--config", files.Gateway], "/orders-0/42"),
        new("mock", ["mock", files.Document], "/orders/42"),
    ];
}
