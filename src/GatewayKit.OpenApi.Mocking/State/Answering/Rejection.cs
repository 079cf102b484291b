namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>The responses that reject a request.</summary>
internal static class Rejection
{
    public static StateAnswer NotFound(OpenApiOperation operation, string detail) => Answer(operation, 404, "Not found", detail);

    public static StateAnswer Conflict(OpenApiOperation operation, string detail) => Answer(operation, 409, "Conflict", detail);

    public static StateAnswer TooLarge(OpenApiOperation operation, string detail) => Answer(operation, 413, "Too large", detail);

    public static StateAnswer Full(OpenApiOperation operation, string detail) => Answer(operation, 507, "The mock is full", detail);

    /// <summary>Returns 422, or 400 if only that is declared.</summary>
    public static StateAnswer Invalid(OpenApiOperation operation, string detail, params IReadOnlyList<Violation> violations)
        => Answer(operation, ResponseChoice.Declares(operation, 400) && !ResponseChoice.Declares(operation, 422) ? 400 : 422,
            "Invalid item", detail, violations);

    private static StateAnswer Answer(
        OpenApiOperation operation, int status, string title, string detail, params IReadOnlyList<Violation> violations)
        => new()
        {
            Status = status,
            Response = ResponseChoice.Declared(operation, status),
            Problem = new StateProblem(title, detail, violations),
        };
}
