using System.ComponentModel.DataAnnotations;
using GatewayKit.Bodies;

namespace GatewayKit.Plugins.Soap;

/// <summary>The options of <c>soap</c>.</summary>
public sealed record SoapOptions : IValidatedOptions
{
    private const int MaxRules = 1000;

    /// <summary>The version of SOAP: <c>1.1</c> or <c>1.2</c>.</summary>
    public string Version { get; init; } = "1.1";

    /// <summary>The style: <c>document</c>, wrapped or bare, or <c>rpc</c>; both with literal use.</summary>
    public SoapStyle Style { get; init; }

    /// <summary>The name of the element in the request's body, which is the name of the operation with <c>rpc</c>; empty for a request
    /// with an empty body.</summary>
    [StringLength(200)]
    public required string Operation { get; init; }

    /// <summary>The namespace of this element; empty for none.</summary>
    [StringLength(1000)]
    public required string Namespace { get; init; }

    /// <summary>Whether the elements in it have the same namespace, unless their name has a prefix or a type lists them. Otherwise they
    /// have none, such as those of a schema with <c>elementFormDefault="unqualified"</c>. Parts of <c>rpc</c> never have one.</summary>
    public bool Qualified { get; init; } = true;

    /// <summary>The action: <c>SOAPAction</c> of SOAP 1.1, or the parameter <c>action</c> of SOAP 1.2, if it isn't empty.</summary>
    [StringLength(1000)]
    public string Action { get; init; } = "";

    /// <summary>The path of the service, such as <c>/services/orders.svc</c>. By default, the request keeps its path. It never keeps its
    /// query.</summary>
    [StringLength(2000, MinimumLength = 1)]
    public string? Path { get; init; }

    /// <summary>The elements with values from the URL and headers: the path of the element, such as <c>orderId</c> or
    /// <c>filter/since</c>, and the source: <c>route.NAME</c>, <c>query.NAME</c> or <c>header.NAME</c>. An absent value omits the element,
    /// and a repeated one repeats it.</summary>
    [MaxLength(100)]
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The name of the element in the response that has the whole result, such as <c>GetOrderResult</c>. By default, the JSON is
    /// an object with the elements of the response.</summary>
    [StringLength(200, MinimumLength = 1)]
    public string? Result { get; init; }

    /// <summary>The prefixes of other namespaces for names in JSON, such as <c>p:name</c>. Names in a response whose namespace isn't listed
    /// don't have a prefix.</summary>
    [MaxLength(50)]
    public IReadOnlyDictionary<string, string> Namespaces { get; init; } = new Dictionary<string, string>();

    /// <summary>The paths of the elements in the response that are arrays in JSON, also if there is only one: <c>/orders/line</c> from the
    /// content of the response's element, <c>line</c> anywhere. The name <c>*</c> is any.</summary>
    [MaxLength(MaxRules)]
    public IReadOnlyList<string> Arrays { get; init; } = [];

    /// <summary>The paths of the elements and attributes (<c>line/@id</c>) in the response whose text becomes a number in JSON, with the
    /// same digits. Other texts, also <c>007</c>, stay text.</summary>
    [MaxLength(MaxRules)]
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>The paths of the elements and attributes in the response whose text <c>true</c>, <c>false</c>, <c>1</c> or <c>0</c> becomes
    /// a boolean in JSON.</summary>
    [MaxLength(MaxRules)]
    public IReadOnlyList<string> Booleans { get; init; } = [];

    /// <summary>The XML of a <c>null</c> that no type describes: an element with <c>xsi:nil="true"</c>, an <c>empty</c> element, or none
    /// (<c>omit</c>).</summary>
    public NullElements Nulls { get; init; }

    /// <summary>The types of elements, by name. <c>gatewaykit import wsdl</c> writes them.</summary>
    [MaxLength(MaxRules)]
    public IReadOnlyDictionary<string, SoapType> Types { get; init; } = new Dictionary<string, SoapType>();

    /// <summary>The type of the request's element, one of <c>types</c>: it orders the members, and a request with other members is
    /// rejected. By default, the elements have the order of the JSON.</summary>
    [StringLength(200, MinimumLength = 1)]
    public string? RequestType { get; init; }

    /// <summary>The type of the response's element, one of <c>types</c>. It replaces <c>arrays</c>, <c>numbers</c> and
    /// <c>booleans</c>.</summary>
    [StringLength(200, MinimumLength = 1)]
    public string? ResponseType { get; init; }

    /// <summary>The statuses of faults, 400 to 599: by the name of an element in the detail, of a subcode or of the code, without prefixes,
    /// in this order.</summary>
    [MaxLength(200)]
    public IReadOnlyDictionary<string, int> Faults { get; init; } = new Dictionary<string, int>();

    /// <summary>The faults whose detail the client receives: those with a 4xx (<c>clientErrors</c>), <c>always</c> or <c>never</c>. Details
    /// of other errors often have internals of the service.</summary>
    public FaultDetail FaultDetail { get; init; }

    /// <summary>The username token to send.</summary>
    public SoapSecurity? Security { get; init; }

    /// <summary>The headers of Web Services Addressing to send.</summary>
    public SoapAddressing? Addressing { get; init; }

    /// <summary>The maximum nesting of elements, and of objects and arrays.</summary>
    [Range(1, 256)]
    public int MaxDepth { get; init; } = 64;

    /// <summary>The maximum length of a body, 1 B to 16 MB: encoded, decoded and converted. A longer one is rejected with 413, or 502 for a
    /// response.</summary>
    public ByteSize MaxBodySize { get; init; } = ByteSize.Megabytes(1);

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate() => OptionRules.Check(this).Concat(TypeRules.Check(this));
}
