using System.Globalization;

namespace GatewayKit.Authentication;

/// <summary>Creates the 429 responses. Caches the latest one, so that a client that retries in a loop causes few allocations.</summary>
internal sealed class TooManyFailures
{
    private static readonly GatewayResponse s_problem = GatewayResponse.Problem(
        429, "Too Many Requests", "There were too many requests with invalid credentials from this address.");

    private Answer? _latest;

    public AuthenticationResult Result(TimeSpan retryAfter)
    {
        // Rounded up, so that a client that waits for whole seconds waits long enough.
        var seconds = long.Max(1, (retryAfter.Ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond);
        if (_latest is not { } answer || answer.Seconds != seconds)
        {
            var response = s_problem.WithHeader("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));
            _latest = answer = new Answer(seconds, AuthenticationResult.Respond(response));
        }

        return answer.Result;
    }

    private sealed record Answer(long Seconds, AuthenticationResult Result);
}
