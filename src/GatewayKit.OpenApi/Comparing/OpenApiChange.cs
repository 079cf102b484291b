namespace GatewayKit.OpenApi;

/// <summary>A difference between two documents.</summary>
/// <param name="Operation">The operation, such as <c>GET /pets/{id}</c>; empty for the document as a whole.</param>
/// <param name="Place">The place in the operation, such as <c>response 200 (application/json), /name</c>; empty for the operation as a
/// whole.</param>
/// <param name="Message">The difference, as a sentence.</param>
/// <param name="IsBreaking">Whether a client that follows the earlier document can fail.</param>
public sealed record OpenApiChange(string Operation, string Place, string Message, bool IsBreaking)
{
    /// <summary>Returns the change in one line.</summary>
    public override string ToString() => string.Join(": ", new[] { Operation, Place, Message }.Where(part => part.Length > 0));
}
