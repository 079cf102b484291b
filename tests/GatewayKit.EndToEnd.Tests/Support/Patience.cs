namespace GatewayKit.EndToEnd.Support;

/// <summary>How long a test waits: much longer than anything takes on a busy machine.</summary>
internal static class Patience
{
    /// <summary>For a command, which may restore, build and test.</summary>
    public static readonly TimeSpan OfCommand = TimeSpan.FromMinutes(10);

    /// <summary>For a line of output, or an answer.</summary>
    public static readonly TimeSpan OfServer = TimeSpan.FromMinutes(5);
}
