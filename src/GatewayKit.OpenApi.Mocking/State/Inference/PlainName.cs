namespace GatewayKit.OpenApi.Mocking.State.Inference;

/// <summary>Normalizes a name for comparison: lower case, without <c>_</c>, <c>-</c> and other punctuation.</summary>
internal static class PlainName
{
    public static string Of(string name) => string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
}
