using GatewayKit.Bodies;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.JsonXml;

/// <summary>The conversion of the bodies of one direction.</summary>
internal sealed class Conversion
{
    private const string ProblemNamespace = "urn:ietf:rfc:7807";
    private const string ProblemRoot = "problem";

    private readonly BodyConversion _options;
    private readonly XmlJsonRules _rules;
    private readonly XmlJsonRules _problems;

    private Conversion(BodyConversion options, XmlJsonRules rules)
    {
        (_options, _rules) = (options, rules);
        _problems = rules with
        {
            DefaultNamespace = ProblemNamespace,
            Numbers = new ElementPaths([new ElementPath("/problem/status")]),
        };
    }

    /// <summary>Gets the format to convert to.</summary>
    public TargetFormat To => _options.To;

    /// <returns>The conversion; <c>null</c> if bodies stay as they are.</returns>
    public static Conversion? Of(BodyConversion? options, XmlJsonRules rules) => options is null ? null : new(options, rules);

    /// <summary>Returns whether a body is converted to a format.</summary>
    /// <param name="contentType">The media type of the body.</param>
    /// <param name="target">The format; <c>null</c> for none.</param>
    public bool Applies(string? contentType, TargetFormat? target)
        => target is { } format && MediaFormats.Of(contentType) is var source
            && source != format && (source is not null || _options.AnyType);

    /// <summary>Returns whether a message states several media types, of which one could be that of a body to convert.</summary>
    public bool IsAmbiguous(StringValues contentType)
        => StatedTypes.AreSeveral(contentType)
            && (_options.AnyType || StatedTypes.Of(contentType).Any(type => MediaFormats.Of(type) is not null));

    /// <summary>Returns the media type of a converted body.</summary>
    public string TypeFor(string? contentType, TargetFormat target)
        => target == TargetFormat.Json
            ? MediaFormats.IsProblem(contentType) ? MediaFormats.JsonProblem : _options.ContentType ?? "application/json"
            : MediaFormats.IsProblem(contentType) ? MediaFormats.XmlProblem : _options.ContentType ?? "application/xml; charset=utf-8";

    /// <summary>Converts a body.</summary>
    /// <exception cref="ConversionException">The body can't be converted.</exception>
    public ReadOnlyMemory<byte> Convert(ReadOnlyMemory<byte> body, string? contentType, TargetFormat target)
    {
        var (rules, root) = MediaFormats.IsProblem(contentType) ? (_problems, ProblemRoot) : (_rules, _options.Root);
        return target == TargetFormat.Json
            ? XmlToJson.Convert(body, Charsets.Of(contentType), rules, root)
            : JsonToXml.Convert(body, rules, root);
    }
}
