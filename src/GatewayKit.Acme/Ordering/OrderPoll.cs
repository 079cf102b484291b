using GatewayKit.Acme.Protocol;

namespace GatewayKit.Acme.Ordering;

/// <summary>
/// Waits for a server that works on an order (RFC 8555, section 7.5.1): as long as the server says, otherwise longer each time. The caller
/// limits the time of all of it.
/// </summary>
internal sealed class OrderPoll(Account account, TimeProvider time)
{
    private static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_longestAsked = TimeSpan.FromMinutes(1);

    /// <summary>Waits while an order has a status.</summary>
    /// <returns>The order: ready or valid.</returns>
    /// <exception cref="AcmeException">The order is invalid.</exception>
    public async Task<OrderResource> UntilAsync(Uri url, OrderResource order, string passing, CancellationToken cancellation)
    {
        for (var attempt = 0; order.Status == passing || (attempt == 0 && passing == "processing" && order.Status == "ready"); attempt++)
        {
            var answer = await ReadAgainAsync(url, attempt, cancellation).ConfigureAwait(false);
            order = answer.Read(AcmeJson.Default.OrderResource);
        }

        return order.Status is "ready" or "valid" ? order : throw new AcmeException(
            $"The order is {AcmeText.Shorten(order.Status ?? "without status")}. {order.Error?.Describe()}".TrimEnd(), order.Error?.Name);
    }

    /// <summary>Waits while an authorization is pending.</summary>
    /// <exception cref="AcmeException">The authorization is invalid.</exception>
    public async Task UntilAuthorizedAsync(Uri url, string host, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            var answer = await ReadAgainAsync(url, attempt, cancellation).ConfigureAwait(false);
            var authorization = answer.Read(AcmeJson.Default.AuthorizationResource);
            if (authorization.Status == "valid")
                return;
            if (authorization.Status != "pending")
            {
                var error = (authorization.Challenges ?? []).Select(challenge => challenge?.Error).FirstOrDefault(e => e is not null);
                throw new AcmeException(
                    $"The server couldn't verify '{host}'. {error?.Describe() ?? AcmeText.Shorten(authorization.Status ?? "no status")}",
                    error?.Name);
            }
        }
    }

    private TimeSpan? _asked;

    private async Task<AcmeAnswer> ReadAgainAsync(Uri url, int attempt, CancellationToken cancellation)
    {
        var wait = s_first * Math.Pow(2, Math.Min(attempt, 10));
        wait = _asked is { } asked && asked > TimeSpan.Zero
            ? TimeSpan.FromTicks(long.Min(asked.Ticks, s_longestAsked.Ticks))
            : TimeSpan.FromTicks(long.Min(wait.Ticks, s_longest.Ticks));
        await Task.Delay(wait, time, cancellation).ConfigureAwait(false);
        var answer = await account.ReadAsync(url, cancellation).ConfigureAwait(false);
        _asked = answer.RetryAfter;
        return answer;
    }
}
