using GatewayKit.Operators.Http;

namespace GatewayKit.Operators.Pages;

/// <summary>The page of one item.</summary>
/// <param name="Page">The frame.</param>
/// <param name="Item">The item.</param>
/// <typeparam name="T">The type of the item.</typeparam>
internal sealed record ItemView<T>(OperatorPage Page, T Item);
