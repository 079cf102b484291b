namespace GatewayKit.Tests.Compilation.Composition;

/// <summary>An entry of a random configuration.</summary>
internal sealed record Entry(string Plugin, string? Id, PluginStage? Stage, bool Enabled, bool Continues, bool Answers)
{
    /// <summary>Names it in journals. Given when its list is known.</summary>
    public string Label { get; init; } = "";

    public bool Authenticates => Plugin == "login";

    public PluginStage OwnStage => Stage ?? Plugin switch
    {
        "early" => PluginStage.Diagnostics,
        "login" => PluginStage.Authentication,
        "guard" => PluginStage.Authorization,
        _ => PluginStage.Traffic,
    };

    public override string ToString()
        => $"{Label} = {Plugin}{(Id is null ? "" : "#" + Id)}{(Stage is null ? "" : $" stage:{Stage}")}{(Enabled ? "" : " off")}"
            + $"{(Continues ? " continue" : "")}{(Answers ? " answers" : "")}";
}
