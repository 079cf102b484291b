using System.Text.Json;

namespace GatewayKit.Plugins.Opa;

/// <summary>Reads the decision from a response of OPA's Data API.</summary>
internal static class OpaDecision
{
    private const int LongestReason = 500;

    // Of two members with the same name, others may read the other one.
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    /// <summary>
    /// Returns whether the request is allowed. The result is <c>true</c>, or an object with <c>allow: true</c>. Anything else denies, also
    /// a response without a result, which OPA sends if the policy doesn't exist or is undefined for the input.
    /// </summary>
    /// <param name="response">The response.</param>
    /// <param name="reason">The member <c>reason</c> of a denial that is an object; null without it.</param>
    /// <exception cref="JsonException">The response isn't JSON, or repeats a member.</exception>
    public static bool IsAllowed(ReadOnlyMemory<byte> response, out string? reason)
    {
        reason = null;
        using var document = JsonDocument.Parse(response, s_strict);
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("result", out var result))
            return false;
        if (result.ValueKind != JsonValueKind.Object)
            return result.ValueKind == JsonValueKind.True;
        if (result.TryGetProperty("allow", out var allow) && allow.ValueKind == JsonValueKind.True)
            return true;

        if (result.TryGetProperty("reason", out var text) && text.ValueKind == JsonValueKind.String)
            reason = text.GetString() is { Length: <= LongestReason } value ? value : null;
        return false;
    }
}
