using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>
/// Finds the signature for the gateway (RFC 9421, sections 3.2 and 7.2.5): the only one with the configured tag, or the only one at all.
/// Labels have no meaning, because an intermediary can change them. Several candidates are refused before any key is known, so that a
/// second signature neither replaces the first nor tells which keys exist.
/// </summary>
/// <param name="tag">The tag; null for any or none.</param>
internal sealed class SignatureReader(string? tag)
{
    private const int MaximumLength = 8 * 1024;
    private const int MaximumLabels = 8;
    private const int MaximumComponents = 32;
    private const int MaximumNonceLength = 256;

    /// <summary>Reads the signature of a request.</summary>
    public SignatureFault Read(IHeaderDictionary headers, out PresentedSignature? signature)
    {
        signature = null;
        var (inputs, signatures) = (headers["Signature-Input"], headers["Signature"]);
        if (inputs.Count == 0)
            return Absent(headers, signatures);
        if (!SfDictionary.TryParse(inputs, MaximumLength, out var members) || members.Members.Count > MaximumLabels)
            return SignatureFault.Malformed;

        var fault = Choose(members, out var label, out var input);
        if (input is null)
            return fault;
        if (signatures.Count == 0)
            return SignatureFault.Incomplete;
        if (!SfDictionary.TryParse(signatures, MaximumLength, out var values))
            return SignatureFault.Malformed;
        if (!values.TryGet(label, out var value) || value.Value.Bytes is not { } bytes)
            return SignatureFault.Incomplete;

        return Read(input, bytes, out signature);
    }

    private static SignatureFault Absent(IHeaderDictionary headers, StringValues signatures)
    {
        const string Scheme = "Signature ";
        const string Mark = "keyId=";
        if (signatures.Count > 0)
            return signatures.ToString().Contains(Mark, StringComparison.Ordinal) ? SignatureFault.Draft : SignatureFault.Incomplete;

        foreach (var value in headers.Authorization)
        {
            if (value is not null && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
                && value.Contains(Mark, StringComparison.Ordinal))
                return SignatureFault.Draft;
        }

        return SignatureFault.Missing;
    }

    private SignatureFault Choose(SfDictionary members, out string label, out SfMember? input)
    {
        (label, input) = ("", null);
        foreach (var (name, member) in members.Members)
        {
            if (tag is not null && !(member.TryGet("tag", out var value) && value.AsString == tag))
                continue;
            if (input is not null)
            {
                input = null;
                return SignatureFault.Several;
            }

            (label, input) = (name, member);
        }

        return SignatureFault.Missing;
    }

    private static SignatureFault Read(SfMember input, byte[] bytes, out PresentedSignature? signature)
    {
        signature = null;
        if (input.InnerList is not { } items)
            return SignatureFault.Malformed;
        if (ReadComponents(items) is not { } components)
            return SignatureFault.Components;
        if (!TryText(input, "keyid", HttpSignatureCredential.MaximumKeyIdLength, out var keyId) || keyId is null
            || !TryTime(input, "created", out var created) || created is null || !TryTime(input, "expires", out var expires)
            || !TryText(input, "alg", MaximumNonceLength, out var algorithm) || !TryText(input, "nonce", MaximumNonceLength, out var nonce)
            || !TryText(input, "tag", int.MaxValue, out _))
            return SignatureFault.Parameters;

        signature = new PresentedSignature
        {
            Input = input,
            Components = components,
            Signature = bytes,
            KeyId = keyId,
            Created = created.Value,
            Expires = expires,
            Algorithm = algorithm,
            Nonce = nonce,
        };
        return SignatureFault.None;
    }

    private static List<Component>? ReadComponents(SfMember[] items)
    {
        if (items.Length > MaximumComponents)
            return null;

        var components = new List<Component>(items.Length);
        foreach (var item in items)
        {
            if (!Component.TryRead(item, out var component) || components.Exists(component.Is))
                return null;

            components.Add(component);
        }

        return components;
    }

    private static bool TryText(SfMember input, string name, int maximumLength, out string? text)
    {
        text = null;
        if (!input.TryGet(name, out var value))
            return true;

        text = value.AsString;
        return text is { Length: > 0 } && text.Length <= maximumLength;
    }

    private static bool TryTime(SfMember input, string name, out long? seconds)
    {
        seconds = null;
        if (!input.TryGet(name, out var value))
            return true;

        seconds = value.Number;
        return value.Type == SfType.Integer;
    }
}
