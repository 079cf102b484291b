using Fluid;

namespace GatewayKit.Transforms;

/// <summary>The rendering of a template: the library's context, and the values of the exchange.</summary>
internal sealed class TemplateExchange(TemplateOptions options, in TemplateInput input) : TemplateContext(options, StringComparer.Ordinal)
{
    private readonly TemplateInput _input = input;

    /// <summary>Gets the values of the exchange.</summary>
    public ref readonly TemplateInput Input => ref _input;
}
