using GatewayKit.OpenApi.Mocking.State;

namespace GatewayKit.OpenApi.Mocking.Answering;

/// <summary>The problems that a mock returns if the document doesn't have a response.</summary>
internal static class MockProblems
{
    private const string Prefix = "urn:gatewaykit:problem:";

    public static readonly ApiProblem NoOperation = new()
    {
        Type = Prefix + "no-operation",
        Title = "No operation matches",
        Status = 404,
        Detail = "The API doesn't have an operation on this path.",
    };

    public static readonly ApiProblem NoResponse = new()
    {
        Type = Prefix + "no-response",
        Title = "No response declared",
        Status = 500,
        Detail = "The operation doesn't declare a response that can be mocked.",
    };

    public static readonly ApiProblem TooComplex = new()
    {
        Type = Prefix + "too-complex",
        Title = "Schema too complex",
        Status = 500,
        Detail = "The schema of the response requires more than a mock generates.",
    };

    public static readonly ApiProblem NoText = new()
    {
        Type = Prefix + "not-text",
        Title = "Not representable as text",
        Status = 500,
        Detail = "The media type of the response can't represent the object or array that its schema describes.",
    };

    public static readonly ApiProblem UnusableSchema = new()
    {
        Type = Prefix + "unusable-schema",
        Title = "Unusable schema",
        Status = 500,
        Detail = "The response's schema has an error in the document, and there isn't an example to return instead.",
    };

    /// <summary>Returns the problem of a simulated server failure.</summary>
    public static readonly IReadOnlyList<ApiProblem> Failures =
    [
        new() { Type = Prefix + "mocked-failure", Title = "Internal Server Error", Status = 500, Detail = "This failure is mocked." },
        new() { Type = Prefix + "mocked-failure", Title = "Service Unavailable", Status = 503, Detail = "This failure is mocked." },
    ];

    public static ApiProblem MethodNotAllowed(string allowed) => new()
    {
        Type = Prefix + "method-not-allowed",
        Title = "Method not allowed",
        Status = 405,
        Detail = $"The path supports {allowed}.",
        Headers = [new("Allow", allowed)],
    };

    public static ApiProblem Unauthorized(IReadOnlyList<string> challenges) => new()
    {
        Type = Prefix + "unauthorized",
        Title = "Unauthorized",
        Status = 401,
        Detail = "The request doesn't have the credentials that the operation requires.",
        Headers = [.. challenges.Select(challenge => KeyValuePair.Create("WWW-Authenticate", challenge))],
    };

    public static ApiProblem InvalidRequest(IReadOnlyList<Violation> violations) => new()
    {
        Type = Prefix + "invalid-request",
        Title = "Invalid request",
        Status = 422,
        Detail = violations.Count == 1
            ? "The request violates the API's description."
            : $"The request violates the API's description in {violations.Count} places.",
        Violations = violations,
    };

    public static ApiProblem UnsupportedMediaType(OpenApiOperation operation, IReadOnlyList<Violation> violations)
    {
        var accepted = string.Join(", ", operation.RequestBody?.Content.Select(content => content.Name) ?? []);
        return new()
        {
            Type = Prefix + "unsupported-media-type",
            Title = "Unsupported media type",
            Status = 415,
            Detail = accepted.Length == 0 ? "The operation doesn't accept a body." : $"The operation accepts {accepted}.",
            Violations = violations,
        };
    }

    public static ApiProblem OfState(StateAnswer answer) => new()
    {
        Type = Prefix + "state",
        Title = answer.Problem!.Title,
        Status = answer.Status,
        Detail = answer.Problem.Detail,
        Violations = answer.Problem.Violations,
    };

    public static ApiProblem NotAcceptable(OpenApiResponse response) => new()
    {
        Type = Prefix + "not-acceptable",
        Title = "Not acceptable",
        Status = 406,
        Detail = $"The response is available as {string.Join(", ", response.Content.Select(content => content.Name))}.",
    };

    public static ApiProblem NoSuchStatus(int status) => new()
    {
        Type = Prefix + "no-such-response",
        Title = "Unknown response",
        Status = 404,
        Detail = $"The operation doesn't declare a response for the status {status}.",
    };

    public static ApiProblem NoSuchExample(string contentType, IEnumerable<string> names)
    {
        var known = string.Join(", ", names.Where(name => name.Length > 0).Select(name => $"'{name}'"));
        return new()
        {
            Type = Prefix + "no-such-example",
            Title = "Unknown example",
            Status = 404,
            Detail = known.Length == 0
                ? $"The response doesn't have examples in {contentType}."
                : $"The response doesn't have this example in {contentType}; its examples are {known}.",
        };
    }

    public static ApiProblem InvalidResponse(IReadOnlyList<Violation> violations) => new()
    {
        Type = Prefix + "invalid-response",
        Title = "Invalid response",
        Status = 500,
        Detail = "The mocked response violates the API's description.",
        Violations = violations,
        IsOfResponse = true,
    };
}
