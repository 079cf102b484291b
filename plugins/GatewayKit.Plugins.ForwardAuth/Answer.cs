using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace GatewayKit.Plugins.ForwardAuth;

/// <summary>Translates a response of the service that doesn't allow the request to a response for the client.</summary>
internal static class Answer
{
    /// <summary>The maximum size of the service's body, in bytes.</summary>
    public const int MaxBody = 64 * 1024;

    private static readonly ImmutableArray<string> s_passed =
    [
        "WWW-Authenticate", "Location", "Set-Cookie", "Cache-Control", "Retry-After", "Content-Language", "Content-Encoding", "Vary",
    ];

    /// <summary>Returns whether the client gets the service's response: it says what the client can do.</summary>
    public static bool IsForClient(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.PaymentRequired or HttpStatusCode.Forbidden
            or HttpStatusCode.TooManyRequests => true,
        HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect
            or HttpStatusCode.PermanentRedirect => response.Headers.NonValidated.Contains("Location"),
        _ => false,
    };

    /// <exception cref="ServiceException">The response can't be sent to a client.</exception>
    public static async Task<GatewayResponse> ToResponseAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            var answer = new GatewayResponse((int)response.StatusCode).WithBody(
                await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false),
                First(response, "Content-Type"));
            foreach (var name in s_passed)
            {
                foreach (var value in All(response, name))
                    answer = answer.WithHeader(name, value);
            }

            return answer;
        }
        catch (ArgumentException)
        {
            throw new ServiceException(string.Create(
                CultureInfo.InvariantCulture, $"its response with status {(int)response.StatusCode} has an invalid header"));
        }
    }

    /// <summary>Returns a redirect to the page where clients sign in, with the cookies of the service.</summary>
    /// <exception cref="ServiceException">The address or a cookie can't be sent to a client.</exception>
    public static GatewayResponse ToSignIn(HttpResponseMessage response, string location)
    {
        try
        {
            return All(response, "Set-Cookie").Aggregate(
                new GatewayResponse(302).WithHeader("Location", location).WithHeader("Cache-Control", "no-store"),
                (answer, cookie) => answer.WithHeader("Set-Cookie", cookie));
        }
        catch (ArgumentException)
        {
            throw new ServiceException("the address to sign in, or a cookie of its response, is invalid");
        }
    }

    /// <summary>Returns the values of a header; empty if there are none.</summary>
    public static IEnumerable<string> All(HttpResponseMessage response, string name)
        => response.Headers.NonValidated.TryGetValues(name, out var values)
            || response.Content.Headers.NonValidated.TryGetValues(name, out values) ? values : [];

    /// <summary>Returns the only value of a header; null if there is none.</summary>
    /// <exception cref="ServiceException">There are several.</exception>
    public static string? First(HttpResponseMessage response, string name)
    {
        string? only = null;
        foreach (var value in All(response, name))
            only = only is null ? value : throw new ServiceException($"its response has more than one header '{name}'");
        return only;
    }
}
