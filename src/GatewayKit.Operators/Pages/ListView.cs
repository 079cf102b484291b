using GatewayKit.Admin.Http;
using GatewayKit.Operators.Http;

namespace GatewayKit.Operators.Pages;

/// <summary>A list.</summary>
/// <param name="Page">The frame.</param>
/// <param name="List">The items of the page.</param>
/// <param name="Address">The address of the list.</param>
/// <typeparam name="T">The type of the items.</typeparam>
internal sealed record ListView<T>(OperatorPage Page, Page<T> List, string Address)
{
    /// <summary>Gets the address of the next items; null if these are the last ones.</summary>
    public string? Next => List.Next is { } cursor ? $"{Address}?cursor={Uri.EscapeDataString(cursor)}" : null;
}
