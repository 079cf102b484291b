namespace GatewayKit;

/// <summary>A response of a plugin.</summary>
/// <param name="Status">The status.</param>
/// <param name="Description">The description, as plain text.</param>
/// <param name="Headers">The names of its headers.</param>
public sealed record ApiAnswer(int Status, string Description, params IReadOnlyList<string> Headers);
