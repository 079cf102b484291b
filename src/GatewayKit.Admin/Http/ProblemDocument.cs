namespace GatewayKit.Admin.Http;

/// <summary>A problem document (RFC 9457).</summary>
/// <param name="Title">The name of the status.</param>
/// <param name="Status">The status.</param>
/// <param name="Detail">The reason and the way out; absent without credentials.</param>
/// <param name="Errors">The errors with their places; absent if there are none.</param>
internal sealed record ProblemDocument(string Title, int Status, string? Detail, IReadOnlyList<AdminError>? Errors)
{
    /// <summary>The consumers of the developer portal that a rollback leaves as they are, and that are invalid with it; absent for other
    /// problems.</summary>
    public IReadOnlyList<string>? Kept { get; init; }
}
