using System.Net.Sockets;
using System.Security.Authentication;

namespace GatewayKit.Cli.Logging;

/// <summary>Describes an exception: a network failure in a sentence, because its stack trace doesn't help;
/// any other with its stack trace.</summary>
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
        => error is HttpRequestException or IOException or SocketException or AuthenticationException or OperationCanceledException
            or TimeoutException;
}
