namespace GatewayKit.Admin.Tests.Secrets;

/// <summary>The options of a plugin of another team: nothing but the attribute says that the word is secret.</summary>
public sealed record StampOptions
{
    /// <summary>The secret.</summary>
    [Secret]
    public required string Word { get; init; }

    /// <summary>Another option.</summary>
    public string Color { get; init; } = "red";

    /// <summary>Returns the name of the type: the default implementation of a record would include the word.</summary>
    public override string ToString() => nameof(StampOptions);
}

/// <summary>A credential of that plugin.</summary>
public sealed record StampCredential : IConsumerCredential
{
    /// <summary>The secret.</summary>
    [Secret]
    public required string Word { get; init; }

    CredentialKey IConsumerCredential.Key => CredentialKey.FromSecret(Word);

    /// <summary>Returns the name of the type.</summary>
    public override string ToString() => nameof(StampCredential);
}

/// <summary>Does nothing.</summary>
[GatewayPlugin<StampOptions>("stamp", PluginStage.Traffic)]
[ConsumerCredential<StampCredential>("stamp-card")]
public sealed class StampPlugin(StampOptions options) : IRequestHook
{
    /// <inheritdoc />
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
        => options.Color.Length == 0 ? HookResult.Respond(GatewayResponse.Text(200, options.Word)) : HookResult.Continue;
}
