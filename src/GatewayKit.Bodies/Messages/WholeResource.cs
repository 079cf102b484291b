namespace GatewayKit.Bodies;

/// <summary>Requests the whole resource instead of a part of it: a body can only be changed as a whole.</summary>
internal static class WholeResource
{
    /// <summary>Removes the headers that ask for a part (RFC 9110, section 14.2).</summary>
    public static void Request(HttpRequestMessage request)
    {
        request.Headers.Remove("Range");
        request.Headers.Remove("If-Range");
    }
}
