using Microsoft.Extensions.Logging;

namespace GatewayKit.Cli.Hosting;

/// <summary>A start that fails is one message of the tool; the host's own, with pages of stack trace, is for debugging.</summary>
internal static class StartFailure
{
    public static void Filter(ILoggingBuilder logging, LogLevel least)
    {
        if (least > LogLevel.Debug)
            logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }
}
