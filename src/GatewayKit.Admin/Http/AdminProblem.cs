using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace GatewayKit.Admin.Http;

/// <summary>An answer that is a problem document.</summary>
/// <param name="Status">The status.</param>
/// <param name="Detail">The reason and the way out; null for none.</param>
internal sealed record AdminProblem(int Status, string? Detail) : IResult
{
    public const string ContentType = "application/problem+json";

    /// <summary>The answer to a caller without credentials, without a detail.</summary>
    public static readonly AdminProblem Unauthorized = new(401, null) { Header = ("WWW-Authenticate", "Bearer") };

    public static readonly AdminProblem ForeignHost = new(403,
        "The Host header must name localhost, the address that the request is sent to, or a name that the gateway allows (--admin-hosts).");

    public static readonly AdminProblem ForeignOrigin = new(403, "Requests from pages of another origin aren't allowed.");

    public static readonly AdminProblem NoRole = new(403, "The user has no role of the admin API: viewer, operator or admin.");

    public static readonly AdminProblem OutOfScope = new(403,
        "The key is limited to entries with certain labels, and this would affect others.");

    /// <summary>The errors with their places.</summary>
    public IReadOnlyList<AdminError> Errors { get; init; } = [];

    /// <summary>The consumers of the developer portal that a rollback leaves as they are, and that are invalid with it.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];

    /// <summary>An additional header.</summary>
    public (string Name, string Value)? Header { get; init; }

    public static AdminProblem Forbidden(AdminRole role) => new(403, $"This needs the role {role.ToString().ToLowerInvariant()}.");

    public static AdminProblem NotFound(string detail) => new(404, detail);

    /// <summary>Returns a problem with a parameter of the request.</summary>
    /// <param name="location">The parameter's name.</param>
    /// <param name="message">The error and what is allowed.</param>
    public static AdminProblem BadRequest(string location, string message)
        => new(400, $"{location}: {message}") { Errors = [new AdminError(location, message)] };

    public static AdminProblem TooManyAttempts(TimeSpan wait) => new(429, null)
    {
        Header = ("Retry-After", Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
    };

    /// <summary>Returns the problem of a status that something else than an endpoint has set.</summary>
    public static AdminProblem OfStatus(int status) => new(status, null);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        AdminHeaders.Apply(httpContext.Response);
        if (Header is var (name, value))
            httpContext.Response.Headers[name] = value;
        var document = new ProblemDocument(ReasonPhrases.GetReasonPhrase(Status), Status, Detail, Errors.Count > 0 ? Errors : null)
        {
            Kept = Kept.Count > 0 ? Kept : null,
        };
        return AdminJson.WriteAsync(httpContext, document, ContentType);
    }
}
