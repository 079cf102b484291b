namespace GatewayKit.Operators.Http;

/// <summary>The form for a key.</summary>
/// <param name="Page">The frame.</param>
/// <param name="To">The page to show afterwards, relative to the overview.</param>
/// <param name="Error">The error; null if no key was sent.</param>
internal sealed record SignInView(OperatorPage Page, string To, string? Error);
