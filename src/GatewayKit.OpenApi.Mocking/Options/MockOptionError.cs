namespace GatewayKit.OpenApi.Mocking;

/// <summary>An error in an option that prevents it from taking effect.</summary>
/// <param name="Option">The option as named in a configuration, such as <c>operations.getPet.status</c>.</param>
/// <param name="Message">The error and the allowed values, to follow the option's name.</param>
public sealed record MockOptionError(string Option, string Message);
