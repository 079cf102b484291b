using GatewayKit.Kubernetes.TestServer.Kinds;

namespace GatewayKit.Kubernetes.TestServer.Errors;

/// <summary>Creates the failures of a real API server, with its codes, reasons and words.</summary>
internal static class ApiErrors
{
    public static ApiException NotFound(Kind kind, string name)
        => Of(404, "NotFound", kind, name, $"{kind.Resource} \"{name}\" not found");

    public static ApiException AlreadyExists(Kind kind, string name)
        => Of(409, "AlreadyExists", kind, name, $"{kind.Resource} \"{name}\" already exists");

    public static ApiException Conflict(Kind kind, string name, string detail
        = "the object has been modified; please apply your changes to the latest version and try again")
        => Of(409, "Conflict", kind, name, $"Operation cannot be fulfilled on {kind.Resource} \"{name}\": {detail}");

    public static ApiException Forbidden(Kind kind, string name, string detail)
        => Of(403, "Forbidden", kind, name, $"{kind.Resource} \"{name}\" is forbidden: {detail}");

    public static ApiException Invalid(Kind kind, string name, IReadOnlyList<FieldError> errors)
    {
        var detail = errors.Count == 1 ? errors[0].ToString() : $"[{string.Join(", ", errors)}]";
        var qualified = kind.Group.Length == 0 ? kind.Name : $"{kind.Name}.{kind.Group}";
        return new ApiException(422, "Invalid", $"{qualified} \"{name}\" is invalid: {detail}")
        {
            Name = name,
            Group = kind.Group,
            Kind = kind.Name,
            Causes = errors,
        };
    }

    /// <summary>Reports the fields of other managers, grouped by manager.</summary>
    public static ApiException ApplyConflict(IReadOnlyList<FieldError> conflicts)
    {
        var detail = conflicts is [var single]
            ? $"1 conflict: {single.Message}: {single.Field}"
            : $"{conflicts.Count} conflicts: " + string.Join('\n', conflicts.GroupBy(conflict => conflict.Message).Select(group
                => $"conflicts{group.Key["conflict".Length..]}:\n" + string.Join('\n', group.Select(conflict => $"- {conflict.Field}"))));
        return new ApiException(409, "Conflict", $"Apply failed with {detail}") { Causes = conflicts };
    }

    /// <summary>Reports invalid options of a request: <c>ListOptions</c> or <c>PatchOptions</c>.</summary>
    public static ApiException InvalidOptions(string options, FieldError error)
        => new(422, "Invalid", $"{options}.meta.k8s.io \"\" is invalid: {error}")
        {
            Group = "meta.k8s.io",
            Kind = options,
            Causes = [error],
        };

    /// <summary>A failure without a reason.</summary>
    public static ApiException Internal(string message) => new(500, "", message);

    public static ApiException BadRequest(string message) => new(400, "BadRequest", message);

    public static ApiException Unauthorized() => new(401, "Unauthorized", "Unauthorized");

    public static ApiException Expired(string message, string? continueToken = null)
        => new(410, "Expired", message) { Continue = continueToken };

    public static ApiException TooOld(long requested, long oldest)
        => Expired($"too old resource version: {requested} ({oldest})");

    public static ApiException TooLarge(long requested, long current)
        => new(504, "Timeout", $"Timeout: Too large resource version: {requested}, current: {current}")
        {
            RetryAfterSeconds = 1,
            Causes = [new FieldError("ResourceVersionTooLarge", "", "Too large resource version")],
        };

    public static ApiException MethodNotAllowed()
        => new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource");

    public static ApiException UnsupportedMediaType(IEnumerable<string> accepted)
        => new(415, "UnsupportedMediaType",
            "the body of the request was in an unknown format - accepted media types include: " + string.Join(", ", accepted));

    private static ApiException Of(int code, string reason, Kind kind, string name, string message)
        => new(code, reason, message) { Name = name, Group = kind.Group, Kind = kind.Plural };
}
