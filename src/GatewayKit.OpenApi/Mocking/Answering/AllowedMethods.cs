namespace GatewayKit.OpenApi.Mocking.Answering;

/// <summary>What is answered to a method that the document declares for no operation of the path.</summary>
internal static class AllowedMethods
{
    /// <summary>OPTIONS is answered with the path's methods (RFC 9110, section 9.3.7), every other method with a 405 that names them.</summary>
    public static MockAnswer Answer(string method, IReadOnlyList<string> declared)
    {
        var allowed = string.Join(", ", declared.Append("OPTIONS").Distinct().Order(StringComparer.Ordinal));
        return method == "OPTIONS"
            ? new() { Response = new ApiResponse { Status = 204, Headers = [new("Allow", allowed)] } }
            : new() { Problem = MockProblems.MethodNotAllowed(allowed) };
    }
}
