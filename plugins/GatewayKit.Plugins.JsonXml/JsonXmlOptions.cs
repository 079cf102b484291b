using System.ComponentModel.DataAnnotations;
using GatewayKit.Bodies;

namespace GatewayKit.Plugins.JsonXml;

/// <summary>The options of <c>json-xml</c>.</summary>
public sealed record JsonXmlOptions : IValidatedOptions
{
    private const int MaxRules = 1000;

    /// <summary>The conversion of requests. A format alone is short for <c>to</c>.</summary>
    public BodyConversion? Request { get; init; }

    /// <summary>The conversion of responses, in the same way.</summary>
    public BodyConversion? Response { get; init; }

    /// <summary>The beginning of the names of attributes in JSON.</summary>
    [StringLength(10, MinimumLength = 1)]
    public string AttributePrefix { get; init; } = "@";

    /// <summary>The name of the text in JSON if the element has attributes or elements, too.</summary>
    [StringLength(100, MinimumLength = 1)]
    public string TextKey { get; init; } = "#text";

    /// <summary>The name of elements for items of an array that doesn't have a name: in another array, or the whole document.</summary>
    [StringLength(200, MinimumLength = 1)]
    public string ItemName { get; init; } = "item";

    /// <summary>The namespace of elements whose name in JSON doesn't have a prefix.</summary>
    [StringLength(1000, MinimumLength = 1)]
    public string? DefaultNamespace { get; init; }

    /// <summary>
    /// The other namespaces: the prefix of their names in JSON, and the URI. The prefixes in XML can differ. Converted XML declares all of
    /// them in its root element. <c>xsi</c> is that of XML Schema instances.
    /// </summary>
    [MaxLength(100)]
    public IReadOnlyDictionary<string, string> Namespaces { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The treatment of names in other namespaces: <c>keep</c> their prefixes, with the declarations as members such as <c>@xmlns:p</c>, or
    /// <c>drop</c> both.
    /// </summary>
    public OtherNamespaces OtherNamespaces { get; init; }

    /// <summary>The elements that are arrays in JSON, also if there is only one; a path alone is short for <c>path</c>. A path has names as
    /// in JSON: <c>/order/line</c> from the root, <c>line</c> anywhere. The name <c>*</c> is any.</summary>
    [MaxLength(MaxRules)]
    public IReadOnlyList<ArrayRule> Arrays { get; init; } = [];

    /// <summary>The paths of the elements and attributes (<c>line/@id</c>) whose text becomes a number in JSON, with the same digits. Other
    /// texts, also <c>007</c>, stay text.</summary>
    [MaxLength(MaxRules)]
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>The paths of the elements and attributes whose text <c>true</c>, <c>false</c>, <c>1</c> or <c>0</c> becomes a boolean in
    /// JSON.</summary>
    [MaxLength(MaxRules)]
    public IReadOnlyList<string> Booleans { get; init; } = [];

    /// <summary>The XML of a <c>null</c>: an element with <c>xsi:nil="true"</c>, an <c>empty</c> element, or none (<c>omit</c>).</summary>
    public NullElements Nulls { get; init; }

    /// <summary>The treatment of names in JSON that XML doesn't allow: <c>reject</c> the body, or <c>encode</c> the characters as
    /// <c>_xHHHH_</c>, and decode such names in XML.</summary>
    public InvalidNames InvalidNames { get; init; }

    /// <summary>The maximum nesting of elements in XML, and of objects and arrays in JSON.</summary>
    [Range(1, 256)]
    public int MaxDepth { get; init; } = 64;

    /// <summary>The maximum length of a body, 1 B to 16 MB: encoded, decoded and converted. A longer one is rejected with 413, or 502 for a
    /// response.</summary>
    public ByteSize MaxBodySize { get; init; } = ByteSize.Megabytes(1);

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Request is null && Response is null)
            yield return new OptionsError("", "has no conversion; set 'request' or 'response'");
        if (MaxBodySize < new ByteSize(1) || MaxBodySize > ByteSize.Megabytes(16))
            yield return new OptionsError("maxBodySize", $"is {MaxBodySize}; it must be between 1B and 16MB");
        foreach (var error in OptionRules.Check(this))
            yield return error;
    }
}
