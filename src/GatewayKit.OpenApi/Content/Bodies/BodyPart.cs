namespace GatewayKit.OpenApi.Content.Bodies;

/// <summary>One part of a multipart body.</summary>
/// <param name="Name">The name of the field.</param>
/// <param name="IsFile">Whether it has a file name.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Content">Its content.</param>
internal sealed record BodyPart(string Name, bool IsFile, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Content)
{
    /// <summary>Returns the value of a header; <c>null</c> if the part doesn't have it.</summary>
    public string? Header(string name)
    {
        foreach (var header in Headers)
        {
            if (header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return header.Value;
        }
        return null;
    }
}
