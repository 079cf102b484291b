using Fluid;
using Fluid.Values;

namespace GatewayKit.Transforms;

/// <summary>A name of the vocabulary, which reads its values from the exchange. Templates can't reach anything else.</summary>
/// <param name="hasMembers">Whether the name has members, as in <c>header['X-A']</c>; otherwise, it is a value itself.</param>
/// <param name="read">Returns the value of a member, or of the name itself; null if there is none.</param>
internal class TemplateName(bool hasMembers, Func<TemplateInput, string, string?> read) : FluidValue
{
    /// <summary>The body of the message, a JSON document.</summary>
    public const string Body = "body";

    /// <summary>The body of the request for changes of the response, a JSON document.</summary>
    public const string RequestBody = "requestBody";

    private Func<TemplateInput, JsonTree?>? _document;

    /// <summary>Gets whether the name has members.</summary>
    public bool HasMembers { get; } = hasMembers;

    /// <summary>Gets whether the name is a document, whose parts are reached by any number of names and indexes.</summary>
    public bool IsDocument => _document is not null;

    /// <summary>Creates the name of a JSON document.</summary>
    public static TemplateName ForDocument(Func<TemplateInput, JsonTree?> read) => new(false, (_, _) => null) { _document = read };

    /// <inheritdoc />
    public override FluidValues Type => FluidValues.Object;

    /// <summary>Returns the value of the name: itself if it has members.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="name">The name.</param>
    public virtual FluidValue Of(TemplateExchange exchange, string name)
        => _document is not null ? JsonFluidValue.Of(_document(exchange.Input)) : HasMembers ? this : Read(exchange, "");

    /// <summary>Returns the value of a member.</summary>
    public override ValueTask<FluidValue> GetValueAsync(string name, TemplateContext context) => new(Read((TemplateExchange)context, name));

    /// <summary>Returns the value of a member.</summary>
    public override ValueTask<FluidValue> GetIndexAsync(FluidValue index, TemplateContext context)
        => GetValueAsync(index.ToStringValue(), context);

    /// <inheritdoc />
    public override bool Equals(FluidValue other) => ReferenceEquals(this, other);

    /// <inheritdoc />
    public override bool ToBooleanValue() => true;

    /// <inheritdoc />
    public override decimal ToNumberValue() => 0;

    /// <inheritdoc />
    public override string ToStringValue() => "";

    /// <inheritdoc />
    public override object ToObjectValue() => "";

    private FluidValue Read(TemplateExchange exchange, string member)
        => read(exchange.Input, member) is { } value ? new StringValue(value) : NilValue.Instance;
}
