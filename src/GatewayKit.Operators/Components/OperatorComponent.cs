using Microsoft.AspNetCore.Components;

namespace GatewayKit.Operators.Components;

/// <summary>
/// A part of a page. Components are public because Razor makes them so, but they aren't for other packages: their views, which are
/// internal, are therefore passed as objects.
/// </summary>
public abstract class OperatorComponent : ComponentBase
{
    /// <summary>The view that the component shows.</summary>
    [Parameter, EditorRequired]
    public object? View { get; set; }
}
