using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>Creates the text that a signature covers (RFC 9421, section 2.5).</summary>
internal static class SignatureBase
{
    /// <summary>The maximum length, in bytes. A request can name a long field several times, with other parameters.</summary>
    public const int MaximumLength = 64 * 1024;

    private const int TypicalLength = 1024;

    private static readonly SearchValues<char> s_allowed = SearchValues.Create(
        ['\t', '\n', .. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)]);

    /// <summary>Creates the base of a signature over a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="components">The covered components, each once.</param>
    /// <param name="parameters">The member of <c>Signature-Input</c>.</param>
    /// <param name="bytes">The base.</param>
    /// <returns>False if a component has no value, or one with characters other than printable ASCII, spaces and tabs.</returns>
    public static bool TryCreate(
        HttpRequest request, IReadOnlyList<Component> components, SfMember parameters, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        var output = new StringBuilder(TypicalLength);
        var target = RequestTarget.Of(request);
        foreach (var component in components)
        {
            component.Write(output);
            output.Append(": ");
            if (!TryWriteValue(output, component, request, target) || output.Length > MaximumLength)
                return false;

            output.Append('\n');
        }

        output.Append("\"@signature-params\": ");
        SfWriter.Write(output, parameters);
        var text = output.ToString();

        // A line break in a value would start a line of its own, which could be the value of another component (section 7.5.6).
        if (text.Length > MaximumLength || text.AsSpan().ContainsAnyExcept(s_allowed) || text.AsSpan().Count('\n') != components.Count)
            return false;

        bytes = Encoding.ASCII.GetBytes(text);
        return true;
    }

    private static bool TryWriteValue(StringBuilder output, Component component, HttpRequest request, in RequestTarget target)
    {
        switch (component.Name)
        {
            case "@method":
                output.Append(request.Method);
                return true;
            case "@scheme":
                output.Append(target.Scheme());
                return true;
            case "@authority":
                output.Append(target.Authority());
                return target.Authority() is not null;
            case "@target-uri":
                output.Append(target.Scheme()).Append("://").Append(target.Authority()).Append(target.Path).Append(target.Query);
                return target.Authority() is not null;
            case "@request-target":
                output.Append(target.Text);
                return true;
            case "@path":
                output.Append(target.Path);
                return true;
            case "@query":
                output.Append(target.Query is [] ? "?" : target.Query);
                return true;
            case "@query-param":
                var value = QueryValue.Find(target.Query, component.QueryName!);
                output.Append(value);
                return value is not null;
            default:
                return request.Headers.TryGetValue(component.Name, out var lines) && lines.Count > 0
                    && FieldValue.TryWrite(output, component, lines);
        }
    }
}
