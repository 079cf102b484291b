namespace GatewayKit.Cli.Tests.Support;

/// <summary>How long a test waits for what must happen: much longer than it takes on a busy machine.</summary>
internal static class Bound
{
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(120);
}
