namespace GatewayKit.OpenApi.Mocking;

/// <summary>An option that can't have an effect.</summary>
/// <param name="Option">The option as a configuration would name it, such as <c>operations.getPet.status</c>.</param>
/// <param name="Message">What is wrong and what is possible, after the option's name.</param>
public sealed record MockMistake(string Option, string Message);
