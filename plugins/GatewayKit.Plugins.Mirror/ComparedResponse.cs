using System.Security.Cryptography;

namespace GatewayKit.Plugins.Mirror;

/// <summary>The parts of a response that are compared.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Encoding">The content coding; empty for none.</param>
/// <param name="Length">The length of the body.</param>
/// <param name="Hash">The hash of the body; <c>null</c> if it isn't known.</param>
internal sealed record ComparedResponse(int Status, string Encoding, long Length, byte[]? Hash)
{
    /// <summary>Compares the response of the client with that of a copy.</summary>
    /// <param name="copy">The response of the copy.</param>
    /// <param name="mode">The parts to compare.</param>
    /// <returns>The result, and a description of a difference.</returns>
    public (ComparisonResult Result, string? Difference) Compare(ComparedResponse copy, CompareMode mode)
    {
        if (copy.Status != Status)
            return (ComparisonResult.Status, $"the status is {copy.Status} instead of {Status}");
        if (mode == CompareMode.Status)
            return (ComparisonResult.Same, null);
        if (Hash is null || copy.Hash is null || copy.Encoding != Encoding)
            return (ComparisonResult.Skipped, null);
        if (CryptographicOperations.FixedTimeEquals(Hash, copy.Hash))
            return (ComparisonResult.Same, null);

        return (ComparisonResult.Body, copy.Length == Length
            ? $"the {Length} bytes of the body are different"
            : $"the body has {copy.Length} bytes instead of {Length}");
    }
}
