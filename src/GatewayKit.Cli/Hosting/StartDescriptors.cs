using GatewayKit.Hosting.Descriptors;

namespace GatewayKit.Cli.Hosting;

/// <summary>
/// Checks the number of file descriptors. With too few, an assembly can't be loaded at some point, and the runtime ends the process with a
/// stack trace.
/// </summary>
internal static class StartDescriptors
{
    /// <summary>The host with the first-party plugins uses about 270; connections need more.</summary>
    private const long Least = 400;

    /// <exception cref="ToolException">The limit of the process is lower.</exception>
    public static void Check()
    {
        if (FileDescriptors.Limit is { } limit && limit < Least)
            throw new ToolException($"the process may open {limit} file descriptors, but the gateway needs at least {Least}. Raise the "
                + "limit (ulimit -n, or LimitNOFILE of systemd).");
    }
}
