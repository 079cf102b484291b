using System.ComponentModel.DataAnnotations;

namespace Company_Plugin1;

/// <summary>The options of <c>plugin-name-1</c>.</summary>
public sealed record Class1Options
{
    /// <summary>The required request header.</summary>
    [RegularExpression("[A-Za-z0-9-]{1,64}")]
    public string Header { get; init; } = "X-Tenant";
}
