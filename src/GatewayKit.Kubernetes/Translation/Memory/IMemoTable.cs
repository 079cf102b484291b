namespace GatewayKit.Kubernetes.Translation.Memory;

/// <summary>The results of one part.</summary>
internal interface IMemoTable
{
    void RemoveUnread(TranslationMemo memo);
}
