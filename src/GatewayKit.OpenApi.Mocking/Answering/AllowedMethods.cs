namespace GatewayKit.OpenApi.Mocking.Answering;

/// <summary>The response to a method that isn't declared for the path.</summary>
internal static class AllowedMethods
{
    /// <summary>OPTIONS returns the path's methods (RFC 9110, section 9.3.7); every other method returns a 405 that lists them.</summary>
    public static MockAnswer Answer(string method, IReadOnlyList<string> declared)
    {
        var allowed = string.Join(", ", declared.Append("OPTIONS").Distinct().Order(StringComparer.Ordinal));
        return method == "OPTIONS"
            ? new() { Response = new ApiResponse { Status = 204, Headers = [new("Allow", allowed)] } }
            : new() { Problem = MockProblems.MethodNotAllowed(allowed) };
    }
}
