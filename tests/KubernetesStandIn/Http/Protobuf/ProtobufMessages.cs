namespace KubernetesStandIn.Http.Protobuf;

/// <summary>
/// The fields of the messages that <c>kubectl create</c> and <c>kubectl auth</c> send, by number. From the generated.proto files of the Kubernetes API; what is
/// not here is refused by name, never dropped.
/// </summary>
internal static class ProtobufMessages
{
    // number name type: s text, i number and b flag (their zero means nothing was said), p number that may be zero, y bytes, m map of texts, n map of bytes, [] list.
    private static readonly Dictionary<string, ProtobufField[]> Messages = Parse("""
        Unknown: 1 typeMeta TypeMeta, 2 raw y, 3 contentEncoding s, 4 contentType s
        TypeMeta: 1 apiVersion s, 2 kind s
        ObjectMeta: 1 name s, 2 generateName s, 3 namespace s, 4 selfLink s, 5 uid s, 6 resourceVersion s, 7 generation i, 11 labels m, 12 annotations m, 14 finalizers s[]
        Namespace: 1 metadata ObjectMeta, 2 spec NamespaceSpec
        NamespaceSpec: 1 finalizers s[]
        ConfigMap: 1 metadata ObjectMeta, 2 data m, 3 binaryData n, 4 immutable b
        Secret: 1 metadata ObjectMeta, 2 data n, 3 type s, 4 stringData m, 5 immutable b
        ServiceAccount: 1 metadata ObjectMeta
        Deployment: 1 metadata ObjectMeta, 2 spec DeploymentSpec
        DeploymentSpec: 1 replicas p, 2 selector LabelSelector, 3 template PodTemplateSpec, 5 minReadySeconds i, 6 revisionHistoryLimit p, 7 paused b, 9 progressDeadlineSeconds p
        LabelSelector: 1 matchLabels m
        PodTemplateSpec: 1 metadata ObjectMeta, 2 spec PodSpec
        PodSpec: 2 containers Container[], 3 restartPolicy s, 4 terminationGracePeriodSeconds p, 6 dnsPolicy s, 7 nodeSelector m, 8 serviceAccountName s, 9 serviceAccount s, 10 nodeName s, 11 hostNetwork b, 12 hostPID b, 13 hostIPC b, 16 hostname s, 17 subdomain s, 19 schedulerName s, 24 priorityClassName s
        Container: 1 name s, 2 image s, 3 command s[], 4 args s[], 5 workingDir s, 6 ports ContainerPort[], 7 env EnvVar[], 13 terminationMessagePath s, 14 imagePullPolicy s, 16 stdin b, 17 stdinOnce b, 18 tty b, 20 terminationMessagePolicy s
        ContainerPort: 1 name s, 2 hostPort i, 3 containerPort i, 4 protocol s, 5 hostIP s
        EnvVar: 1 name s, 2 value s
        Job: 1 metadata ObjectMeta, 2 spec JobSpec
        JobSpec: 1 parallelism p, 2 completions p, 3 activeDeadlineSeconds p, 4 selector LabelSelector, 6 template PodTemplateSpec, 7 backoffLimit p, 8 ttlSecondsAfterFinished p
        Role: 1 metadata ObjectMeta, 2 rules PolicyRule[]
        ClusterRole: 1 metadata ObjectMeta, 2 rules PolicyRule[]
        PolicyRule: 1 verbs s[], 2 apiGroups s[], 3 resources s[], 4 resourceNames s[], 5 nonResourceURLs s[]
        RoleBinding: 1 metadata ObjectMeta, 2 subjects Subject[], 3 roleRef RoleRef
        ClusterRoleBinding: 1 metadata ObjectMeta, 2 subjects Subject[], 3 roleRef RoleRef
        Subject: 1 kind s, 2 apiGroup s, 3 name s, 4 namespace s
        RoleRef: 1 apiGroup s, 2 kind s, 3 name s
        SelfSubjectAccessReview: 1 metadata ObjectMeta, 2 spec SelfSubjectAccessReviewSpec
        SelfSubjectAccessReviewSpec: 1 resourceAttributes ResourceAttributes, 2 nonResourceAttributes NonResourceAttributes
        ResourceAttributes: 1 namespace s, 2 verb s, 3 group s, 4 version s, 5 resource s, 6 subresource s, 7 name s
        NonResourceAttributes: 1 path s, 2 verb s
        SelfSubjectRulesReview: 1 metadata ObjectMeta, 2 spec SelfSubjectRulesReviewSpec
        SelfSubjectRulesReviewSpec: 1 namespace s
        SelfSubjectReview: 1 metadata ObjectMeta
        DeleteOptions: 1 gracePeriodSeconds p, 2 preconditions Preconditions, 4 propagationPolicy s, 5 dryRun s[]
        Preconditions: 1 uid s, 2 resourceVersion s
        """);

    public static bool Knows(string message) => Messages.ContainsKey(message);

    public static ProtobufField? Field(string message, int number) => Messages[message].FirstOrDefault(field => field.Number == number);

    private static Dictionary<string, ProtobufField[]> Parse(string table) => table.Split('\n').Select(line => line.Split(": ")).ToDictionary(words => words[0], words => words[1].Split(", ").Select(field =>
    {
        var parts = field.Split(' ');
        return new ProtobufField(int.Parse(parts[0]), parts[1], parts[2].Replace("[]", "", StringComparison.Ordinal), parts[2].EndsWith("[]", StringComparison.Ordinal));
    }).ToArray());
}

/// <summary>A field of a message.</summary>
/// <param name="Number">On the wire.</param>
/// <param name="Name">In JSON.</param>
/// <param name="Type">A letter for what is simple, else the name of a message.</param>
/// <param name="IsList">It may come several times.</param>
internal sealed record ProtobufField(int Number, string Name, string Type, bool IsList);
