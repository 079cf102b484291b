using Microsoft.Extensions.Logging;

namespace GatewayKit.Cli.Hosting;

/// <summary>Reduces a failed start to one message of the tool. The host's own message, with a long stack trace, is for debugging.</summary>
internal static class StartFailure
{
    public static void Filter(ILoggingBuilder logging, LogLevel least)
    {
        if (least > LogLevel.Debug)
            logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }
}
