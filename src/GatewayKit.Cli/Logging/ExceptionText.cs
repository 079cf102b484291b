using System.Net.Sockets;
using System.Security.Authentication;

namespace GatewayKit.Cli.Logging;

/// <summary>Describes an exception: a fault of the network in a sentence, since its stack says nothing; any other with its stack.</summary>
internal static class ExceptionText
{
    public static string Of(Exception error)
    {
        var chain = Chain(error).ToList();
        return chain.TrueForAll(IsOfTheNetwork)
            ? string.Join(" ---> ", chain.Select(e => $"{e.GetType().Name}: {e.Message}").Distinct(StringComparer.Ordinal))
            : error.ToString();
    }

    private static IEnumerable<Exception> Chain(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
            yield return error;
    }

    private static bool IsOfTheNetwork(Exception error)
        => error is HttpRequestException or IOException or SocketException or AuthenticationException or OperationCanceledException or TimeoutException;
}
